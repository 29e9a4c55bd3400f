package io.github.versionedschema.sample.rollout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demonstration in its short form: instances are processes of their own, clients are
 * many, and not one request fails.
 */
class RollingUpdateTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "--abort" })
	void failsNoRequestAndLosesNoValue(String option) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
		int status = option.isEmpty() ? RollingUpdate.run(out, "--seconds-per-phase=2")
				: RollingUpdate.run(out, "--seconds-per-phase=2", option);
		String output = bytes.toString(StandardCharsets.UTF_8);
		System.out.println(output);
		assertThat(status).as(output).isZero();
		assertThat(output).containsPattern("complete 2 +").containsPattern("complete 3 +").contains(" 0 failed, 0 ");
	}

}
