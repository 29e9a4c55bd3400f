package io.github.versionedschema.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.event.Pace;
import io.github.versionedschema.event.Progress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FillProgressTests {

	private final List<Progress> reports = new ArrayList<>();

	private long nanos = 7;

	private final FillProgress progress = begun(Pace.UNKNOWN);

	@Test
	void countsFromTheBeginning() {
		pass(1000);
		FillProgress successor = begun(Pace.UNKNOWN);
		pass(10);
		successor.begin();
		pass(2);
		successor.filled("a", 100, 100, 1000);
		assertThat(successor.pace()).isEqualTo(new Pace(100, 2, 2));
	}

	@Test
	void countsNoTimeOfAPause() {
		work(2, 100);
		pass(1);
		this.progress.paused();
		pass(3600);
		this.progress.resumed();
		pass(1);
		this.progress.filled("a", 100, 200, 1000);
		assertThat(this.progress.pace().workedSeconds()).isEqualTo(4);
		assertThat(this.progress.pace().rowsPerSecond()).isCloseTo(50, within(2.0));
	}

	@Test
	void countsWaitsForOtherSessions() {
		work(2, 100);
		this.progress.waiting("rows are locked");
		pass(2);
		this.progress.waiting("rows are locked");
		assertThat(this.progress.pace().rowsPerSecond()).isCloseTo(25, within(1.0));
	}

	@Test
	void continuesWithThePaceOfAnEarlierLeader() {
		work(10, 1000);
		FillProgress successor = begun(this.progress.pace());
		pass(5);
		successor.filled("a", 500, 1500, 3000);
		assertThat(successor.pace().workedSeconds()).isEqualTo(15);
		assertThat(successor.pace().rowsPerSecond()).isCloseTo(100, within(1e-6));
	}

	@Test
	void addsUpParts() {
		this.progress.part("a", 10, 100);
		this.progress.part("b", 20, 300);
		assertThat(this.progress.report()).isEqualTo(new Progress("orders", 30, 400, 0, 7.5, 0, null));
	}

	@Test
	void reportsAWaitAtOnceAndOtherwiseTwicePerSecond() {
		this.progress.waiting("rows are locked");
		this.progress.waiting("rows are locked");
		work(0.4, 1);
		assertThat(this.reports).hasSize(1);
		work(0.2, 1);
		assertThat(this.reports).hasSize(2);
	}

	private FillProgress begun(Pace pace) {
		FillProgress begun = new FillProgress("orders", pace, (progress, throttled) -> this.reports.add(progress),
				() -> this.nanos);
		begun.begin();
		return begun;
	}

	private void work(double seconds, long rows) {
		pass(seconds);
		this.progress.filled("a", rows, rows, 1000);
	}

	private void pass(double seconds) {
		this.nanos += Duration.ofMillis(Math.round(seconds * 1000)).toNanos();
	}

}
