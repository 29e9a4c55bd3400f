package io.github.versionedschema.rollout;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhaseTests {

	private final Phase phase = new Phase("under test");

	@Test
	void isEmptyBeforeTheFirstRequest() {
		Phase.Summary summary = this.phase.summary();
		assertThat(summary.requests()).isZero();
		assertThat(summary.max()).isZero();
		assertThat(summary.isFlawless()).isTrue();
	}

	@Test
	void tellsQuantilesOfLatenciesInWhateverOrderTheyCame() {
		IntStream.iterate(2000, (millis) -> millis > 0, (millis) -> millis - 1)
			.forEach((millis) -> this.phase.answered(Duration.ofMillis(millis)));
		Phase.Summary summary = this.phase.summary();
		assertThat(summary.requests()).isEqualTo(2000);
		assertThat(summary.median()).isEqualTo(Duration.ofSeconds(1));
		assertThat(summary.p99()).isEqualTo(Duration.ofMillis(1980));
		assertThat(summary.max()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void showsTheOnlyLatencyAsEveryQuantile() {
		this.phase.answered(Duration.ofMillis(7));
		assertThat(this.phase.summary()).extracting(Phase.Summary::median, Phase.Summary::p99, Phase.Summary::max)
			.containsOnly(Duration.ofMillis(7));
	}

	@Test
	void hasAFlawWithOneFailedRequest() {
		this.phase.failed("GET /: 500");
		assertThat(this.phase.summary().isFlawless()).isFalse();
		assertThat(this.phase.summary().problems()).containsExactly("GET /: 500");
	}

	@Test
	void hasAFlawWithOneWrongAnswer() {
		this.phase.wrong("says Ada, but last written was Plato");
		assertThat(this.phase.summary().isFlawless()).isFalse();
	}

	@Test
	void hasAFlawWithOneRowThatDiffersBetweenVersions() {
		this.phase.compared(new VersionComparison.Result(10, 0, List.of()));
		assertThat(this.phase.summary().isFlawless()).isTrue();
		this.phase.compared(new VersionComparison.Result(10, 1, List.of("customers 3")));
		assertThat(this.phase.summary().compared()).isEqualTo(20);
		assertThat(this.phase.summary().differing()).isEqualTo(1);
		assertThat(this.phase.summary().isFlawless()).isFalse();
	}

	@Test
	void countsAllProblemsButTellsTheFirst() {
		IntStream.range(0, 100).forEach((number) -> this.phase.failed("problem " + number));
		assertThat(this.phase.summary().failed()).isEqualTo(100);
		assertThat(this.phase.summary().problems()).hasSize(10).startsWith("problem 0");
	}

}
