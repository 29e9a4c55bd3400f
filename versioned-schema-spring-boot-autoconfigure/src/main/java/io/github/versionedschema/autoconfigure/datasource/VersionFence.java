package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.pin.FenceListener;

/**
 * Tells the application what a DataSource learns about its version.
 *
 * @param version the application's version
 * @param pools all DataSources that use it
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
