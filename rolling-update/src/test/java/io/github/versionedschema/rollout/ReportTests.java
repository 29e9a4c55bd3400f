package io.github.versionedschema.rollout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private final Phase.Summary good = new Phase.Summary("release 1", Duration.ofSeconds(10), 2500, 0, 0,
			Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(45), 0, 0, List.of());

	private final Phase.Summary bad = new Phase.Summary("complete 2", Duration.ofSeconds(1), 250, 3, 1,
			Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(250), 1200, 5, List.of("GET /x: 500"));

	@Test
	void isFlawlessIfAllPhasesAre() {
		assertThat(new Report(List.of(this.good, this.good)).isFlawless()).isTrue();
		assertThat(new Report(List.of(this.good, this.bad)).isFlawless()).isFalse();
	}

	@Test
	void hasALineForEachPhaseAndTellsProblemsAndSums() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new Report(List.of(this.good, this.bad)).print(new PrintStream(out, true, StandardCharsets.UTF_8));
		assertThat(out.toString(StandardCharsets.UTF_8).lines().filter((line) -> !line.isBlank())).satisfiesExactly(
				(line) -> assertThat(line).startsWith("phase").endsWith("differing"),
				(line) -> assertThat(line.split(" {2,}")).containsExactly("release 1", "10.0", "2500", "250", "0", "0",
						"2.0", "20.0", "45.0", "-", "-"),
				(line) -> assertThat(line.split(" {2,}")).containsExactly("complete 2", "1.0", "250", "250", "3", "1",
						"2.0", "20.0", "250.0", "1200", "5"),
				(line) -> assertThat(line).isEqualTo("complete 2:"),
				(line) -> assertThat(line).isEqualTo("  GET /x: 500"),
				(line) -> assertThat(line)
					.isEqualTo("2750 requests: 3 failed, 1 answered with another value than the one last written."),
				(line) -> assertThat(line).isEqualTo("1200 rows compared between two live versions: 5 differ."));
	}

}
