package io.github.versionedschema.event;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PaceTests {

	@Test
	void isUnknownBeforeTheFirstBatch() {
		assertThat(Pace.UNKNOWN.rowsPerSecond()).isZero();
		assertThat(Progress.of("orders", 0, 1000, Pace.UNKNOWN).secondsLeft()).isNull();
	}

	@Test
	void isExactForEqualBatchesHoweverLongTheyTake() {
		assertThat(worked(Pace.UNKNOWN, 1, 200, 0.2).rowsPerSecond()).isEqualTo(1000);
		assertThat(worked(Pace.UNKNOWN, 5000, 200, 0.2).rowsPerSecond()).isCloseTo(1000, within(1e-6));
		assertThat(worked(Pace.UNKNOWN, 5, 200_000, 200).rowsPerSecond()).isCloseTo(1000, within(1e-6));
	}

	@Test
	void followsARateThatChanges() {
		Pace fast = worked(Pace.UNKNOWN, 50_000, 2000, 0.2);
		assertThat(worked(fast, 5 * 60, 20, 0.2).rowsPerSecond()).as("after a minute").isBetween(100.0, 2000.0);
		assertThat(worked(fast, 5 * 300, 20, 0.2).rowsPerSecond()).as("after five minutes").isCloseTo(100, within(5.0));
	}

	@Test
	void aWaitForOtherSessionsIsWork() {
		assertThat(worked(Pace.UNKNOWN, 1, 1000, 1).after(0, 1).rowsPerSecond()).isBetween(490.0, 510.0);
	}

	@Test
	void oneBatchAfterAVeryLongWaitCountsWithTheWait() {
		assertThat(worked(Pace.UNKNOWN, 100, 1000, 1).after(1000, 1e6).rowsPerSecond()).isCloseTo(0.001, within(1e-6));
	}

	@Test
	void countsAllWork() {
		assertThat(worked(Pace.UNKNOWN, 1000, 5, 0.5).workedSeconds()).isCloseTo(500, within(1e-6));
	}

	@Test
	void theRestTakesAsLongAsTheRateSays() {
		Progress progress = Progress.of("orders", 25_000, 100_000, worked(Pace.UNKNOWN, 25, 1000, 2));
		assertThat(progress.percent()).isEqualTo(25);
		assertThat(progress.secondsLeft()).isCloseTo(150, within(1e-6));
		assertThat(progress.text())
			.isEqualTo("orders 25,000 of about 100,000 rows (25.0 %), 500 rows/s, 2 min 30 s left");
	}

	@Test
	void promisesNothingBelowOnePercent() {
		assertThat(Progress.of("orders", 900, 100_000, worked(Pace.UNKNOWN, 1, 900, 1)).secondsLeft()).isNull();
	}

	@Test
	void anEmptyTableIsFilled() {
		assertThat(Progress.of("orders", 0, 0, Pace.UNKNOWN).percent()).isEqualTo(100);
	}

	private static Pace worked(Pace before, int batches, long rows, double seconds) {
		Pace pace = before;
		for (int i = 0; i < batches; i++) {
			pace = pace.after(rows, seconds);
		}
		return pace;
	}

}
