package io.github.versionedschema.rollout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the short form of the demonstration: instances run in separate processes with
 * many clients, and no request fails.
 */
@Tag("thorough")
class RollingUpdateTests {

	@Test
	void failsNoRequestAndLosesNoValue() throws Exception {
		assertThat(flawless("--abort")).containsPattern("(?m)^abort 2 +")
			.containsPattern("(?m)^complete 2 +")
			.containsPattern("(?m)^abort 3 +")
			.containsPattern("(?m)^complete 3 +");
	}

	@Test
	void failsNoRequestAndLosesNoValueWhileThreeReleasesAreInUse() throws Exception {
		assertThat(flawless("--overlap")).containsPattern("(?m)^releases 1, 2 and 3 +")
			.containsPattern("(?m)^complete to 2 +")
			.containsPattern("(?m)^complete 3 +");
	}

	private static String flawless(String scenario) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
		int status = RollingUpdate.run(out, "--application=" + System.getProperty("rolling-update.application"),
				"--seconds-per-phase=1", "--requests-per-second=60", scenario);
		String output = bytes.toString(StandardCharsets.UTF_8);
		System.out.println(output);
		assertThat(status).as(output).isZero();
		assertThat(output).contains(" requests: 0 failed, 0 answered")
			.contains(" rows compared between two live versions: 0 differ");
		return output;
	}

}
