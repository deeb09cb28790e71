import { Component, type ReactNode } from 'react';
import { Notice } from '../ui/basics';

interface State {
  readonly error: Error | undefined;
}

/** Keeps a mistake in one page from taking the others with it. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <Notice tone="bad" title="This page has a mistake and cannot be shown">
        <p>
          {error.message}. What is on chain is not affected.{' '}
          <button type="button" className="link" onClick={() => this.setState({ error: undefined })}>
            Try again
          </button>
        </p>
      </Notice>
    );
  }
}
