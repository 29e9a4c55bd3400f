package io.github.versionedschema.test;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.versionedschema.test.process.JavaCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs signals")
class EmbeddedServerTests {

	@Test
	void keepsItsDataAndPortOverAnImmediateStop() {
		try (EmbeddedServer embedded = EmbeddedServer.start(Map.of("work_mem", "5MB"))) {
			TestServer server = embedded.server();
			server.execute("create table kept as select 42 as answer");
			embedded.stopImmediately();
			embedded.restart();
			assertThat(embedded.server()).isEqualTo(server);
			assertThat(server.jdbc().sql("select answer from kept").query(Integer.class).single()).isEqualTo(42);
			assertThat(server.jdbc().sql("show work_mem").query(String.class).single()).isEqualTo("5MB");
		}
	}

	@Test
	void endsWithAKilledJvm() throws Exception {
		Process jvm = JavaCommand.of(ServerOwner.class).toProcess().redirectError(Redirect.DISCARD).start();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
			String data = output.lines()
				.filter((line) -> line.startsWith(ServerOwner.PREFIX))
				.map((line) -> line.substring(ServerOwner.PREFIX.length()))
				.findFirst()
				.orElseThrow();
			assertThat(Path.of(data, "postmaster.pid")).exists();
			jvm.destroyForcibly();
			await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(Path.of(data)).doesNotExist());
		}
		finally {
			jvm.destroyForcibly();
		}
	}

	static final class ServerOwner {

		static final String PREFIX = "data directory: ";

		private ServerOwner() {
		}

		public static void main(String[] args) throws Exception {
			EmbeddedServer embedded = EmbeddedServer.start(Map.of());
			System.out
				.println(PREFIX + embedded.server().jdbc().sql("show data_directory").query(String.class).single());
			// Runs until it or the process that started it is killed.
			System.in.transferTo(System.out);
		}

	}

}
