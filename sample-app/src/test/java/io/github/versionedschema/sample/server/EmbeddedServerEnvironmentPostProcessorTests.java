package io.github.versionedschema.sample.server;

import java.nio.file.Path;

import io.github.versionedschema.sample.SampleApplication;
import io.github.versionedschema.test.process.JavaCommand;
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
		Process status = JavaCommand.of(SampleApplication.class)
			.small()
			.withArguments("--sample.data-directory=" + this.folder, "--versioned-schema.command=status",
					"--versioned-schema.output=json")
			.toProcess()
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		JsonNode document = JsonMapper.shared().readTree(status.getInputStream());
		assertThat(status.waitFor()).isZero();
		assertThat(document.path("exitStatus").asInt(-1)).isZero();
		assertThat(this.folder.resolve("data/PG_VERSION")).exists();
		assertThat(this.folder.resolve("data/postmaster.pid")).doesNotExist();
	}

}
