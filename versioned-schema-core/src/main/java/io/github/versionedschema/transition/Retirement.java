package io.github.versionedschema.transition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.plan.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the removal of the oldest live versions: makes sure that no session uses them
 * and that no row violates a newer version's constraints.
 */
final class Retirement {

	private final Lead lead;

	private final JournalState state;

	private final List<RunRow> runs;

	private Retirement(Lead lead, JournalState state, List<RunRow> runs) {
		this.lead = lead;
		this.state = state;
		this.runs = List.copyOf(runs);
	}

	/**
	 * Returns the retirement of all versions before the given one.
	 * @param version a live version, or null for the newest
	 * @throws RefusedException if the version is not live
	 */
	static Retirement before(Lead lead, JournalState state, @Nullable String version) {
		requireLive(state, version);
		List<RunRow> runs = new ArrayList<>();
		for (RunRow run : state.runs()) {
			if (run.fromVersion() != null && run.fromVersion().equals(version)) {
				break;
			}
			runs.add(run);
		}
		return new Retirement(lead, state, runs);
	}

	/**
	 * Requires a version before which others can be retired.
	 * @param version the version, or null for the newest
	 * @throws RefusedException if the version is not live
	 */
	static void requireLive(JournalState state, @Nullable String version) {
		if (version != null && state.version(version).filter((row) -> row.state() == VersionRow.State.LIVE).isEmpty()) {
			throw notLive(state, version);
		}
	}

	/** Returns the retirement of one version, which is the oldest. */
	static Retirement of(Lead lead, JournalState state, RunRow run) {
		return new Retirement(lead, state, List.of(run));
	}

	/** Returns the retirement of all kept versions, which are the oldest. */
	static Retirement kept(Lead lead, JournalState state) {
		return new Retirement(lead, state, state.keptRuns());
	}

	private static RefusedException notLive(JournalState state, String version) {
		String live = state.versions()
			.stream()
			.filter((row) -> row.state() == VersionRow.State.LIVE)
			.map((row) -> '"' + row.name() + '"')
			.collect(Collectors.joining(", "));
		return new RefusedException(Reason.WRONG_PHASE,
				"Version \"%s\" is not live, so the versions before it cannot be retired.".formatted(version),
				"Live: %s.".formatted(live.isEmpty() ? "none" : live), List.of());
	}

	/** Returns the runs that lead away from the retired versions, oldest first. */
	List<RunRow> runs() {
		return this.runs;
	}

	/**
	 * Runs work while no session can attach to the versions.
	 * @param force whether to terminate sessions that use them
	 * @param work the work to run if nothing prevents it
	 * @throws RefusedException if sessions or rows prevent it
	 */
	void during(boolean force, Runnable work) {
		if (force) {
			// No session is terminated if rows prevent the retirement.
			requireNoViolations();
		}
		versions().during(this.runs.get(0), force, () -> {
			requireNoViolations();
			work.run();
		});
	}

	/**
	 * Checks what {@link #during} checks, and changes nothing.
	 * @return a sentence about the sessions that {@code force} would terminate; empty if
	 * there are none
	 * @throws RefusedException if sessions or rows prevent the retirement
	 */
	String preview(boolean force) {
		String terminated = versions().preview(force);
		requireNoViolations();
		return terminated;
	}

	private ClosedVersions versions() {
		return ClosedVersions.before(this.lead, this.state, this.runs);
	}

	private void requireNoViolations() {
		Duration longest = this.lead.engine().settings().safeguards().verificationTimeout();
		this.lead.questions().requireNoViolations(this.runs.get(0).plan(), Phase.VERIFY, longest);
		this.runs.stream().skip(1).forEach((run) -> this.lead.questions().requireNoViolatingRows(run.plan(), longest));
	}

}
