package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.pin.FenceListener;

/**
 * Notifies the application when a DataSource finds its version retired, closed or usable
 * again.
 *
 * @param version the application's version
 * @param pools all pools that use the version
 */
record VersionFence(ApplicationVersion version, PinnedPools pools) implements FenceListener {

	@Override
	public void fenced(AttachRefusedException refusal) {
		this.version.fence(String.valueOf(refusal.getMessage()));
	}

	@Override
	public void closed(AttachRefusedException refusal) {
		this.version.close(String.valueOf(refusal.getMessage()));
	}

	@Override
	public void opened() {
		if (!this.pools.isVersionTakenAway()) {
			this.version.reopen();
		}
	}

}
