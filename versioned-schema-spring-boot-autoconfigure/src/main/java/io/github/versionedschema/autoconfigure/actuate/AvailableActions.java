package io.github.versionedschema.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;

/**
 * Derives the actions that make sense from the status of the schema.
 */
final class AvailableActions {

	private static final AvailableAction PAUSE = AvailableAction.immediate("Pause backfill",
			"The backfill pauses at its next batch, on whichever instance it runs, until it is resumed.", "pause");

	private static final AvailableAction RESUME = AvailableAction.immediate("Resume backfill",
			"The backfill continues with its next batch.", "resume");

	private static final AvailableAction VERIFY = AvailableAction.immediate("Verify",
			"Compares row by row what the live versions show. It changes nothing, and reads whole tables.", "verify");

	private static final AvailableAction FILL = AvailableAction.immediate("Fill",
			"Fills rows that bypassed the triggers with the values of newer versions.", "fill");

	private static final AvailableAction CONTRACT = AvailableAction.transition("Contract",
			"Removes the kept versions and everything that only they need. This cannot be undone.", "contract");

	private static final AvailableAction REVERT = new AvailableAction(List.of("revert"), "Revert",
			"Makes the kept versions live again.", true, false);

	private final SchemaStatus status;

	private final boolean keep;

	private final List<AvailableAction> actions = new ArrayList<>();

	private AvailableActions(SchemaStatus status, boolean keep) {
		this.status = status;
		this.keep = keep;
	}

	/**
	 * Returns the actions, the most usual first.
	 * @param status the current status
	 * @param keep whether complete keeps the retired versions
	 */
	static List<AvailableAction> of(SchemaStatus status, boolean keep) {
		AvailableActions available = new AvailableActions(status, keep);
		available.collect();
		return List.copyOf(available.actions);
	}

	private void collect() {
		boolean led = this.status.leader() != null;
		switch (this.status.phase()) {
			case UNTOUCHED, STEADY -> {
			}
			case EXPANDING -> {
				if (led && !this.status.paused()) {
					this.actions.add(PAUSE);
				}
				if (!led) {
					this.actions.add(abort("Undoes the version that is not live yet."));
				}
			}
			case EXPANDED, KEPT -> betweenTransitions();
			case COMPLETING -> {
				if (!led) {
					this.actions.add(AvailableAction.transition("Resume complete",
							"Complete stopped. It resumes with the step at which it stopped.", "complete"));
				}
			}
			case ABORTING -> {
				if (!led) {
					this.actions.add(abort("Abort stopped. It resumes with the step at which it stopped."));
				}
			}
		}
		if (this.status.paused()) {
			this.actions.add(0, RESUME);
		}
	}

	private void betweenTransitions() {
		List<String> live = this.status.versions()
			.stream()
			.filter((version) -> version.state() == VersionState.LIVE)
			.map(VersionStatus::name)
			.toList();
		if (this.status.phase() == MigrationPhase.KEPT) {
			this.actions.add(CONTRACT);
			this.actions.add(REVERT);
		}
		if (live.size() > 1) {
			int newest = live.size() - 1;
			this.actions.add(complete("Complete", live.subList(0, newest), this.keep, "complete"));
			for (int i = 1; i < newest; i++) {
				this.actions.add(complete("Complete up to " + live.get(i), live.subList(0, i), this.keep, "complete",
						"to", live.get(i)));
			}
			if (!this.keep) {
				this.actions.add(complete("Complete and keep", live.subList(0, newest), true, "complete", "keep"));
			}
			this.actions.add(abort("Undoes \"%s\". Data that only it has is lost.".formatted(live.get(newest))));
		}
		this.actions.add(VERIFY);
		this.actions.add(FILL);
	}

	private static AvailableAction complete(String title, List<String> retired, boolean keep, String... segments) {
		boolean one = retired.size() == 1;
		String names = retired.stream()
			.map((name) -> name.isEmpty() ? "the state before the first migration" : '"' + name + '"')
			.collect(Collectors.joining(", "));
		String rest = keep
				? "What %s is kept: revert makes %s live again, contract removes %2$s."
					.formatted(one ? "it needs" : "they need", one ? "it" : "them")
				: "What only %s is removed. This cannot be undone.".formatted(one ? "it needs" : "they need");
		return AvailableAction.transition(title, "Retires %s. %s".formatted(names, rest), segments);
	}

	private static AvailableAction abort(String effect) {
		return AvailableAction.transition("Abort", effect, "abort");
	}

}
