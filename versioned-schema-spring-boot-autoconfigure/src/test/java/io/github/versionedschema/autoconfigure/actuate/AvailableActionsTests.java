package io.github.versionedschema.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AvailableActionsTests {

	private static List<AvailableAction> actions(MigrationPhase phase, @Nullable String leader, boolean paused,
			boolean keep, VersionState... states) {
		List<VersionStatus> versions = new ArrayList<>();
		for (VersionState state : states) {
			String name = "0" + (versions.size() + 1);
			versions.add(new VersionStatus(name, "public_" + name, state, null, List.of(), null));
		}
		return AvailableActions.of(new SchemaStatus("public", phase, "01", true, versions, List.of(), null, null, 0, 0,
				null, null, null, paused, null, leader, "", null, List.of()), keep);
	}

	private static List<String> paths(List<AvailableAction> actions) {
		return actions.stream().map((action) -> String.join("/", action.segments())).toList();
	}

	@Test
	void nothingIsOfferedWhereNothingIsUnderWay() {
		assertThat(actions(MigrationPhase.UNTOUCHED, null, false, false)).isEmpty();
		assertThat(actions(MigrationPhase.STEADY, null, false, false, VersionState.LIVE)).isEmpty();
	}

	@Test
	void runningTransitionsCanOnlyBePaused() {
		assertThat(paths(actions(MigrationPhase.EXPANDING, "leader", false, false, VersionState.LIVE)))
			.containsExactly("pause");
		assertThat(paths(actions(MigrationPhase.EXPANDING, "leader", true, false, VersionState.LIVE)))
			.containsExactly("resume");
		assertThat(actions(MigrationPhase.COMPLETING, "leader", false, false, VersionState.LIVE)).isEmpty();
		assertThat(actions(MigrationPhase.ABORTING, "leader", false, false, VersionState.LIVE)).isEmpty();
	}

	@Test
	void stoppedTransitionsCanBeResumedOrUndone() {
		assertThat(paths(actions(MigrationPhase.EXPANDING, null, false, false, VersionState.LIVE)))
			.containsExactly("abort");
		assertThat(paths(actions(MigrationPhase.COMPLETING, null, false, false, VersionState.LIVE)))
			.containsExactly("complete");
		assertThat(paths(actions(MigrationPhase.ABORTING, null, false, false, VersionState.LIVE)))
			.containsExactly("abort");
	}

	@Test
	void liveVersionsCanBeCompletedUpToEachOfThem() {
		List<AvailableAction> actions = actions(MigrationPhase.EXPANDED, null, false, false, VersionState.RETIRED,
				VersionState.LIVE, VersionState.LIVE, VersionState.LIVE);
		assertThat(paths(actions)).containsExactly("complete", "complete/to/03", "complete/keep", "abort", "verify",
				"fill");
		assertThat(actions.get(0).effect()).contains("Retires \"02\", \"03\".", "What only they need",
				"cannot be undone");
		assertThat(actions.get(1).effect()).contains("Retires \"02\".", "What only it needs", "cannot be undone");
		assertThat(actions.get(2).effect()).contains("revert makes them live again, contract removes them")
			.doesNotContain("undone");
	}

	@Test
	void completeThatKeepsIsNotOfferedTwice() {
		List<AvailableAction> actions = actions(MigrationPhase.EXPANDED, null, false, true, VersionState.LIVE,
				VersionState.LIVE);
		assertThat(paths(actions)).containsExactly("complete", "abort", "verify", "fill");
		assertThat(actions.get(0).effect()).contains("revert makes it live again");
	}

	@Test
	void keptVersionsCanBeContractedOrReverted() {
		assertThat(paths(actions(MigrationPhase.KEPT, null, false, false, VersionState.KEPT, VersionState.LIVE)))
			.containsExactly("contract", "revert", "verify", "fill");
		assertThat(paths(actions(MigrationPhase.KEPT, null, false, false, VersionState.KEPT, VersionState.LIVE,
				VersionState.LIVE)))
			.containsExactly("contract", "revert", "complete", "complete/keep", "abort", "verify", "fill");
	}

}
