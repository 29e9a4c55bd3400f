package io.github.versionedschema.status;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.PreparedStatements;

/**
 * Describes what the operator can do next.
 */
final class NextStep {

	private final JournalState state;

	private final boolean led;

	private final List<VersionStatus> versions;

	NextStep(JournalState state, boolean led, List<VersionStatus> versions) {
		this.state = state;
		this.led = led;
		this.versions = versions;
	}

	String describe() {
		RunRow run = this.state.transition().or(this.state::newestRun).orElse(null);
		if (run == null) {
			return this.state.newestLive()
				.map((live) -> "Nothing is under way; the next release expands.")
				.orElse("Nothing was migrated yet; the first start with migrations expands.")
					+ ((unversioned() > 0) ? PreparedStatements.hint(unversioned(), this.state.newestLive().isPresent())
							: "");
		}
		String stopped = (run.error() != null) ? "Fix the cause (see the error) and " : "";
		return switch (run.phase()) {
			case EXPANDING ->
				this.led ? "Wait until \"%s\" is live. Until then abort is refused.".formatted(run.toVersion())
						: capitalised(stopped + "start expand again, which resumes, or abort.");
			case EXPANDED -> kept() + inUse()
					+ "Complete when every instance runs \"%s\", or abort it.%s".formatted(run.toVersion(), upTo());
			case KEPT -> kept().strip();
			case COMPLETING -> this.led ? "Wait until complete is done."
					: capitalised(stopped + "start complete again, which resumes.");
			case ABORTING ->
				this.led ? "Wait until abort is done." : capitalised(stopped + "start abort again, which resumes.");
			case COMPLETED, ABORTED -> "Nothing is under way.";
		};
	}

	private int unversioned() {
		return Math.toIntExact(this.versions.stream()
			.flatMap((version) -> version.sessions().stream())
			.filter((session) -> !session.attached())
			.count());
	}

	/** Names the live versions but the newest that have sessions. */
	private String inUse() {
		List<VersionStatus> live = this.versions.stream()
			.filter((version) -> version.state() == VersionState.LIVE)
			.toList();
		String used = live.stream()
			.limit(Math.max(0, live.size() - 1))
			.filter((version) -> !version.sessions().isEmpty())
			.map(NextStep::use)
			.collect(Collectors.joining(" and "));
		return used.isEmpty() ? "" : "Stop the instances of %s. ".formatted(used);
	}

	private static String use(VersionStatus version) {
		String name = version.name().isEmpty() ? "the release before the first migration" : '"' + version.name() + '"';
		int sessions = version.sessions().size();
		return "%s (%d %s)".formatted(name, sessions, (sessions == 1) ? "session" : "sessions");
	}

	private String kept() {
		int kept = this.state.keptRuns().size();
		if (kept == 0) {
			return "";
		}
		return (kept == 1)
				? "Contract, which cannot be undone, when the kept version will not be needed again; or revert, which makes it live again. "
				: "Contract, which cannot be undone, when the kept versions will not be needed again; or revert, which makes them live again. ";
	}

	/** Names the version after the oldest live one, if it is not the newest. */
	private String upTo() {
		List<RunRow> live = this.state.runs().stream().filter((run) -> run.phase() == RunRow.Phase.EXPANDED).toList();
		return (live.size() < 2) ? "" : " Or complete up to \"%s\" when no instance runs an older version."
			.formatted(live.get(0).toVersion());
	}

	private static String capitalised(String text) {
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
