package io.github.versionedschema.sample.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedServerEnvironmentPostProcessorTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(
			strings = { "spring.datasource.url", "spring.datasource.hikari.jdbc-url", "spring.datasource.jndi-name" })
	void startsNoServerWhereOneIsNamed(String property) {
		MockEnvironment environment = new MockEnvironment().withProperty(property, "named")
			.withProperty("sample.data-directory", this.folder.toString());
		new EmbeddedServerEnvironmentPostProcessor(new DeferredLogs()).postProcessEnvironment(environment,
				new SpringApplication());
		assertThat(environment.getPropertySources().get("embeddedServer")).isNull();
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void servesAnOperatorCommandAndStopsWithIt() throws Exception {
		Process status = run("--versioned-schema.command=status", "--versioned-schema.output=json");
		JsonNode document = JsonMapper.shared().readTree(status.getInputStream());
		assertThat(status.waitFor()).isZero();
		assertThat(document.path("exitStatus").asInt(-1)).isZero();
		assertThat(this.folder.resolve("data/PG_VERSION")).exists();
		assertThat(this.folder.resolve("data/postmaster.pid")).doesNotExist();
	}

	private Process run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), SampleApplication.class.getName(),
						"--sample.data-directory=" + this.folder));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

}
