package io.github.versionedschema.applications.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.process.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests operator commands in separate processes.
 */
@PostgresTest
@Tag("thorough")
class CommandTests {

	private TestDatabase database;

	@TempDir
	private Path folder;

	private final List<JavaProcess> processes = new ArrayList<>();

	@BeforeEach
	void deployOld(TestDatabase database) {
		this.database = database;
		new TwoReleases(database).deployOld();
	}

	@AfterEach
	void endProcesses() {
		this.processes.forEach(JavaProcess::close);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jpa", "jdbc-client -Dspring.aot.enabled=true", "neighbours" })
	void writesOneDocument(String application) throws Exception {
		JavaProcess process = start(application, "expand");
		assertThat(process.await()).as("%s", this).isZero();
		assertThat(result().get("status").get("usable").asBoolean()).isTrue();
	}

	@Test
	void writesOneDocumentWhenItIsToldToEndAtWork() throws Exception {
		try (Obstacle obstacle = new Obstacle(this.database)) {
			JavaProcess process = start("jdbc-client", "expand");
			Awaitility.await().atMost(90, TimeUnit.SECONDS).until(obstacle::isReached);
			process.terminate();
			assertThat(process.await()).isNotZero();
			assertThat(result().get("error").get("type").asString()).isEqualTo("stopped");
		}
		assertThat(start("jdbc-client", "expand").await()).isZero();
		assertThat(result().get("outcome").asString()).isEqualTo("done");
	}

	private JavaProcess start(String application, String command) {
		List<String> words = List.of(application.split(" "));
		JavaProcess process = JavaProcess.start(
				Applications.command(words.get(0))
					.withOptions(words.subList(1, words.size()))
					.withArguments("--spring.datasource.url=" + this.database.url(),
							"--spring.datasource.username=" + this.database.user(),
							"--spring.datasource.password=" + this.database.password(),
							"--versioned-schema.command=" + command, "--versioned-schema.output=json"),
				this.folder.resolve("out"), this.folder.resolve("err"));
		this.processes.add(process);
		return process;
	}

	/** Returns standard output, which must be one JSON document. */
	private JsonNode result() throws IOException {
		return JsonMapper.builder()
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.build()
			.readTree(Files.readString(this.folder.resolve("out")));
	}

	@Override
	public String toString() {
		try {
			return Files.readString(this.folder.resolve("out")) + Files.readString(this.folder.resolve("err"));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
