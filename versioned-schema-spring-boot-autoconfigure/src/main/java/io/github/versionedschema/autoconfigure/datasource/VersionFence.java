package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.FenceListener;

/**
 * Tells the application what a DataSource learns about its version.
 *
 * @param version the application's version
 */
record VersionFence(ApplicationVersion version) implements FenceListener {

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
		this.version.reopen();
	}

}
