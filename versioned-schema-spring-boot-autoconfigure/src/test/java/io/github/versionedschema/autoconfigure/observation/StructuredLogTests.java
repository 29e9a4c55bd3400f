package io.github.versionedschema.autoconfigure.observation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the fields of log lines in Spring Boot's structured formats.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogTests {

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void createTheTable(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
		start();
		database.jdbc().sql("insert into customers values (1, 'Ann'), (2, 'Bo')").update();
		this.migrations.add("02_login.yaml", """
				operations:
				  - add_column: { table: customers, up: lower(name), column: { name: login, type: text } }
				""");
	}

	/** Spring Boot keeps the format for later applications of the JVM. */
	@AfterEach
	void forgetTheFormat() {
		System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
	}

	private void start(String... properties) {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(
					Stream
						.of(Properties.of(this.database),
								new String[] { this.migrations.property(),
										"logging.level.io.github.versionedschema=debug" },
								properties)
						.flatMap(Stream::of)
						.toArray(String[]::new))
			.run()
			.close();
	}

	@ParameterizedTest
	@CsvSource({ "ecs, message, ''", "logstash, message, ''", "gelf, short_message, _" })
	void linesHaveFields(String format, String message, String prefix, CapturedOutput output) {
		start("logging.structured.format.console=" + format);
		List<Map<String, String>> lines = output.getOut()
			.lines()
			.filter((line) -> line.startsWith("{"))
			.map((line) -> flat(JsonMapper.shared().readTree(line)))
			.toList();
		assertThat(line(lines, message, "expanding to version")).containsEntry(prefix + LogFields.SCHEMA, "public")
			.containsEntry(prefix + LogFields.TRANSITION, "expand")
			.containsEntry(prefix + LogFields.VERSION, "02_login");
		assertThat(line(lines, message, "Filling login of customers: done"))
			.containsEntry(prefix + LogFields.PHASE, "backfill")
			.containsEntry(prefix + LogFields.TABLE, "customers")
			.containsEntry(prefix + LogFields.ROWS, "2")
			.containsKeys(prefix + LogFields.STEP, prefix + LogFields.DURATION);
		assertThat(line(lines, message, ": done in ")).containsEntry(prefix + LogFields.VERSION, "02_login")
			.containsKeys(prefix + LogFields.PHASE, prefix + LogFields.STEP, prefix + LogFields.DURATION);
		assertThat(line(lines, message, "is pinned to version")).containsEntry(prefix + LogFields.VERSION, "02_login");
	}

	@Test
	void theTextOfLinesIsTheSameWithoutThem(CapturedOutput output) {
		start();
		assertThat(output).contains("Schema \"public\": expanding to version \"02_login\" (")
			.doesNotContain(LogFields.VERSION);
	}

	private static Map<String, String> line(List<Map<String, String>> lines, String message, String text) {
		return lines.stream()
			.filter((line) -> line.getOrDefault(message, "").contains(text))
			.findFirst()
			.orElseThrow(() -> new AssertionError(text + " is in none of " + lines));
	}

	/** ECS nests names at their dots. */
	private static Map<String, String> flat(JsonNode line) {
		Map<String, String> fields = new TreeMap<>();
		line.properties().forEach((field) -> {
			if (field.getValue().isObject()) {
				flat(field.getValue()).forEach((name, value) -> fields.put(field.getKey() + "." + name, value));
			}
			else {
				fields.put(field.getKey(),
						field.getValue().isValueNode() ? field.getValue().asString() : field.getValue().toString());
			}
		});
		return fields;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

}
