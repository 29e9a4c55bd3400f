package io.github.versionedschema.rollout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the short form of the demonstration: instances run in separate processes with
 * many clients, every release is aborted once and then rolled out, and no request fails.
 */
class RollingUpdateTests {

	@Test
	void failsNoRequestAndLosesNoValue() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
		int status = RollingUpdate.run(out, "--application=" + System.getProperty("rolling-update.application"),
				"--seconds-per-phase=1", "--requests-per-second=200", "--abort");
		String output = bytes.toString(StandardCharsets.UTF_8);
		System.out.println(output);
		assertThat(status).as(output).isZero();
		assertThat(output).containsPattern("(?m)^abort 2 +")
			.containsPattern("(?m)^complete 2 +")
			.containsPattern("(?m)^abort 3 +")
			.containsPattern("(?m)^complete 3 +")
			.contains(" requests: 0 failed, 0 answered")
			.contains(" rows compared between two live versions: 0 differ");
	}

}
