// The pages of a nation, each in a file of its own that is loaded when it is opened.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export interface PageEntry {
  /** As in the page's address; empty for the first. */
  readonly path: string;
  readonly title: string;
  /** What follows the page's name in the address is a choice within the page: choosing draws nothing anew and scrolls nowhere. */
  readonly inPlace?: true;
  readonly component: LazyExoticComponent<ComponentType>;
}

export const pages: readonly PageEntry[] = [
  { path: '', title: 'Nation', component: lazy(() => import('../pages/nation/NationPage')) },
  { path: 'citizens', title: 'Citizens', component: lazy(() => import('../pages/citizens/CitizensPage')) },
  { path: 'proposals', title: 'Proposals', component: lazy(() => import('../pages/proposals/ProposalsPage')) },
  { path: 'treasury', title: 'Treasury', component: lazy(() => import('../pages/treasury/TreasuryPage')) },
  { path: 'land', title: 'Land', inPlace: true, component: lazy(() => import('../pages/land/LandPage')) },
  { path: 'court', title: 'Court', component: lazy(() => import('../pages/court/CourtPage')) },
  { path: 'diplomacy', title: 'Diplomacy', component: lazy(() => import('../pages/diplomacy/DiplomacyPage')) },
  { path: 'audit', title: 'Audit', component: lazy(() => import('../pages/audit/AuditPage')) },
];
