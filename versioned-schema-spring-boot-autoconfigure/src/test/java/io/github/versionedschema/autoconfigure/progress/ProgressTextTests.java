package io.github.versionedschema.autoconfigure.progress;

import java.util.List;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.event.Pace;
import io.github.versionedschema.event.Progress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTextTests {

	@Test
	void showsRowsRateTimeLeftAndSteps() {
		assertThat(ProgressText.line(status(false, null)))
			.isEqualTo("expanding: orders 25,000 of about 100,000 rows (25.0 %), 500 rows/s, 2 min 30 s left"
					+ " · step 3 of 7");
	}

	@Test
	void showsAPauseOnce() {
		assertThat(ProgressText.line(status(true, "paused by the operator"))).endsWith(" · paused by the operator")
			.doesNotContain("throttled");
	}

	@Test
	void showsWhyTheBackfillWaits() {
		assertThat(ProgressText.line(status(false, "rows are locked"))).endsWith(" · throttled: rows are locked");
	}

	private static SchemaStatus status(boolean paused, @Nullable String throttled) {
		return new SchemaStatus("public", MigrationPhase.EXPANDING, "02", false, List.of(), List.of(),
				Progress.of("orders", 25_000, 100_000, new Pace(5000, 10, 50)), "fill orders", 2, 7, null, null, null,
				paused, throttled, null, "", null, List.of());
	}

}
