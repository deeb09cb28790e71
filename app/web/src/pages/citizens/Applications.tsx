// Who has asked to join, and waits for citizens to vouch or for the authority.
import { createNoopSigner } from '@solana/kit';
import { useAccounts, useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { getAdmitInstruction } from '../../clients/generated/membership/instructions/admit';
import { getVouchInstruction } from '../../clients/generated/membership/instructions/vouch';
import { useMe, useNation } from '../../app/nation';
import { ADMISSION, whyNotInGoodStanding } from '../../domain/citizen';
import { count } from '../../domain/format';
import { Act } from '../../tx/context';
import { Addr, Section, TableBox, Time } from '../../ui/basics';

export function Applications() {
  const nation = useNation();
  const me = useMe();
  const now = useNow();
  const applications = useAccounts('application', 'nation', nation.address);
  const { admission, vouchesRequired, authority } = nation.data;
  if (applications.list.length === 0) return null;
  const vouched = ADMISSION[admission] === 'vouched';
  return (
    <Section title="Applications">
      <TableBox label="Applications">
        <table>
          <thead>
            <tr>
              <th scope="col">Wallet</th>
              <th scope="col">Applied</th>
              {vouched && <th scope="col" className="num">Vouches</th>}
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {applications.list.map(({ address, data }) => {
              const enough = vouched && data.vouches >= vouchesRequired;
              const serial = me.citizen?.data.serial;
              const already = serial !== undefined && data.vouchers.slice(0, data.vouches).includes(serial);
              return (
                <tr key={address}>
                  <th scope="row">
                    <Addr address={data.wallet} />
                  </th>
                  <td>
                    <Time at={data.appliedAt} style="relative" />
                  </td>
                  {vouched && (
                    <td className="num">
                      {count(data.vouches)} of {count(vouchesRequired)}
                    </td>
                  )}
                  <td>
                    <div className="row">
                      {vouched && !enough && (
                        <Act
                          why={whyNotInGoodStanding(me.citizen?.data, now) ?? (already ? 'You have vouched for this applicant.' : undefined)}
                          draft={(wallet) => {
                            if (!me.citizen) throw new Error('Your wallet is no citizen of this nation.');
                            const vouch = getVouchInstruction({ wallet: createNoopSigner(wallet), nation: nation.address, voucher: me.citizen.address, application: address });
                            return { title: 'Vouch for the applicant', instructions: [vouch] };
                          }}
                        >
                          Vouch
                        </Act>
                      )}
                      <Act
                        why={enough || me.wallet === authority ? undefined : vouched ? 'Enough citizens must vouch first.' : 'Only the nation’s authority admits.'}
                        draft={async (wallet) => {
                          const signer = createNoopSigner(wallet);
                          const citizen = await addresses.citizen(nation.address, data.wallet);
                          const admit = getAdmitInstruction({ payer: signer, caller: signer, nation: nation.address, application: address, citizen, rentPayer: data.rentPayer });
                          return { title: 'Admit the applicant', instructions: [admit] };
                        }}
                      >
                        Admit
                      </Act>
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableBox>
    </Section>
  );
}
