package io.github.versionedschema.transition;

import java.util.stream.Collectors;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.execute.Gatekeeper.ClosedGate;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.VersionRow;
import org.jspecify.annotations.Nullable;

/**
 * Runs work while no session is attached to a version or can attach to it.
 */
final class ClosedVersion {

	private final Lead lead;

	private final @Nullable GatedVersion version;

	private ClosedVersion(Lead lead, @Nullable GatedVersion version) {
		this.lead = lead;
		this.version = version;
	}

	/**
	 * Returns the oldest live version, which unattached sessions use.
	 * @param version the version, or null for the state before the first migration
	 */
	static ClosedVersion oldest(Lead lead, @Nullable VersionRow version) {
		return new ClosedVersion(lead, (version != null) ? gated(version, true) : null);
	}

	/** Returns the newest version. */
	static ClosedVersion newest(Lead lead, VersionRow version) {
		return new ClosedVersion(lead, gated(version, false));
	}

	private static GatedVersion gated(VersionRow version, boolean oldest) {
		return new GatedVersion(version.id(), version.name(), version.schemaName(), oldest);
	}

	/**
	 * Closes the version, runs the work, and reopens the version if it is still live.
	 * @throws io.github.versionedschema.failure.RefusedException if sessions use the
	 * version and {@code force} is false
	 */
	void during(RunRow run, boolean force, Runnable work) {
		ClosedGate gate = this.lead.leadership()
			.guard(() -> this.lead.gate().close(this.lead.leadership().connection(), this.version, force));
		try {
			if (!gate.terminated().isEmpty()) {
				this.lead.record(() -> this.lead.journal().runs().forced(run.id(), names(gate)));
			}
			work.run();
		}
		catch (RuntimeException ex) {
			try {
				gate.open();
			}
			catch (RuntimeException unopened) {
				ex.addSuppressed(unopened);
			}
			throw ex;
		}
		this.lead.leadership().guard(() -> {
			gate.open();
			return true;
		});
	}

	private static String names(ClosedGate gate) {
		return gate.terminated().stream().map(Object::toString).collect(Collectors.joining("\n"));
	}

}
