package io.github.versionedschema.rollout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	private static final String APPLICATION = "--application=sample.jar";

	@Test
	void needOnlyTheApplication() {
		assertThat(Options.parse(APPLICATION))
			.isEqualTo(new Options(Path.of("sample.jar"), false, false, false, Duration.ofSeconds(10), 250, null));
	}

	@Test
	void withoutAnApplicationAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--abort"))
			.withMessage("--application must name the jar of the sample");
	}

	@Test
	void areReadFromTheCommandLine() {
		assertThat(Options.parse(APPLICATION, "--abort", "--seconds-per-phase=3", "--requests-per-second=500",
				"--database=jdbc:postgresql://localhost/test?user=me"))
			.isEqualTo(new Options(Path.of("sample.jar"), true, false, false, Duration.ofSeconds(3), 500,
					"jdbc:postgresql://localhost/test?user=me"));
	}

	@Test
	void unknownAreRefusedTogether() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--abrt", "now", "--abort"))
			.withMessage("Not known: abrt, now");
	}

	@Test
	void coursesAreNotCombined() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(APPLICATION, "--abort", "--overlap"))
			.withMessage("--abort and --overlap cannot be combined");
	}

	@Test
	void numbersHaveToBeAboveZero() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(APPLICATION, "--seconds-per-phase=0"))
			.withMessage("--seconds-per-phase must be a number above zero, not 0");
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(APPLICATION, "--requests-per-second=many"))
			.withMessageContaining("not many");
	}

	@Test
	void thatAreWrongShowTheUsageAndEndWithStatusTwo() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int status = RollingUpdate.run(new PrintStream(out, true, StandardCharsets.UTF_8), "--help");
		assertThat(status).isEqualTo(2);
		assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: rolling-update");
	}

}
