package io.github.versionedschema.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.execute.Gatekeeper.ClosedGate;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.VersionRow;
import org.jspecify.annotations.Nullable;

/**
 * Runs work while no session is attached to some versions or can attach to them.
 */
final class ClosedVersions {

	private final Lead lead;

	private final List<Optional<GatedVersion>> versions;

	private ClosedVersions(Lead lead, List<Optional<GatedVersion>> versions) {
		this.lead = lead;
		this.versions = versions;
	}

	/**
	 * Returns the versions before some runs, of which the first is the oldest one, which
	 * unattached sessions use.
	 * @param runs the oldest runs that are not finished, oldest first
	 */
	static ClosedVersions before(Lead lead, JournalState state, List<RunRow> runs) {
		List<Optional<GatedVersion>> versions = new ArrayList<>();
		for (RunRow run : runs) {
			boolean oldest = versions.isEmpty();
			versions.add(state.version(run.fromVersion()).map((version) -> gated(version, oldest)));
		}
		return new ClosedVersions(lead, versions);
	}

	/** Returns the newest version. */
	static ClosedVersions newest(Lead lead, VersionRow version) {
		return new ClosedVersions(lead, List.of(Optional.of(gated(version, false))));
	}

	private static GatedVersion gated(VersionRow version, boolean oldest) {
		return new GatedVersion(version.id(), version.name(), version.schemaName(), oldest);
	}

	/**
	 * Closes the versions, runs the work, and reopens the versions that are still live.
	 * @throws RefusedException if sessions use a version and {@code force} is false, with
	 * the sessions of all versions; or if the work is refused. It says which sessions
	 * were terminated
	 */
	void during(RunRow run, boolean force, Runnable work) {
		List<ClosedGate> gates = new ArrayList<>();
		TerminatedSessions terminated = new TerminatedSessions();
		try {
			try {
				close(gates, force, terminated);
			}
			finally {
				record(run, terminated);
			}
			work.run();
		}
		catch (RuntimeException ex) {
			gates.forEach((gate) -> reopen(gate, ex));
			throw (ex instanceof RefusedException refusal) ? refusal.after(terminated.describe()) : ex;
		}
		this.lead.leadership().guard(() -> {
			gates.forEach(ClosedGate::open);
			return true;
		});
	}

	/**
	 * Checks the sessions as {@link #during} does, and closes nothing.
	 * @return a sentence about the sessions that {@code force} would terminate; empty if
	 * there are none
	 * @throws RefusedException if sessions use a version and {@code force} is false
	 */
	String preview(boolean force) {
		TerminatedSessions terminated = new TerminatedSessions();
		each((version) -> {
			try {
				this.lead.leadership().guard(() -> {
					this.lead.gate().requireUnused(this.lead.leadership().connection(), version);
					return true;
				});
			}
			catch (RefusedException ex) {
				if (!force || ex.reason() != Reason.SESSIONS_ATTACHED) {
					throw ex;
				}
				ex.details().forEach((session) -> terminated.add(version, session));
			}
		});
		return terminated.preview();
	}

	private void record(RunRow run, TerminatedSessions terminated) {
		String lines = terminated.lines();
		if (!lines.isEmpty()) {
			this.lead.record(() -> this.lead.journal().runs().forced(run.id(), lines));
		}
	}

	private void close(List<ClosedGate> gates, boolean force, TerminatedSessions terminated) {
		each((version) -> gates.add(close(version, force, terminated)));
	}

	/** Reports the sessions of all versions at once. */
	private void each(Consumer<@Nullable GatedVersion> work) {
		List<RefusedException> refusals = new ArrayList<>();
		for (Optional<GatedVersion> version : this.versions) {
			try {
				work.accept(version.orElse(null));
			}
			catch (RefusedException ex) {
				if (ex.reason() != Reason.SESSIONS_ATTACHED) {
					throw ex;
				}
				refusals.add(ex);
			}
		}
		if (!refusals.isEmpty()) {
			throw RefusedException.all(refusals);
		}
	}

	private ClosedGate close(@Nullable GatedVersion version, boolean force, TerminatedSessions terminated) {
		return this.lead.leadership()
			.guard(() -> this.lead.gate()
				.close(this.lead.leadership().connection(), version, force,
						(session) -> terminated.add(version, session)));
	}

	private static void reopen(ClosedGate gate, RuntimeException failure) {
		try {
			gate.open();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
