package io.github.versionedschema.autoconfigure.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.event.LogFields;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the tables of docs/observability.md.
 */
class ObservabilityPageTests {

	private final String page = read("../docs/observability.md");

	private static String read(String path) {
		try {
			return Files.readString(Path.of(path));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void listsEveryMeter() {
		assertThat(this.page).contains(Stream.of(SchemaMeter.values())
			.map((meter) -> "| `%s` | %s | %s | %s |".formatted(meter.getName(), type(meter.getType()),
					names(meter.getKeyNames()), meter.description()))
			.collect(Collectors.joining("\n")));
	}

	@Test
	void listsTheTimersOfObservations() {
		assertThat(this.page).contains(Stream.of(SchemaObservation.values())
			.map((observation) -> "| `%s` | %s, `error` |".formatted(observation.getName(),
					names(observation.getLowCardinalityKeyNames())))
			.collect(Collectors.joining("\n")));
	}

	@Test
	void listsEveryObservation() {
		assertThat(this.page).contains(Stream.of(SchemaObservation.values())
			.map((observation) -> "| `%s` | %s | %s |".formatted(observation.getName(),
					names(observation.getLowCardinalityKeyNames()), names(observation.getHighCardinalityKeyNames())))
			.collect(Collectors.joining("\n")));
	}

	@Test
	void listsEveryLogField() {
		List<String> listed = this.page.lines()
			.filter((line) -> line.startsWith("| `versioned_schema."))
			.map((line) -> line.split("`")[1])
			.toList();
		assertThat(listed).containsExactly(LogFields.SCHEMA, LogFields.VERSION, LogFields.TRANSITION, LogFields.PHASE,
				LogFields.STEP, LogFields.TABLE, LogFields.ROWS, LogFields.ATTEMPT, LogFields.DURATION);
	}

	@Test
	@SuppressWarnings("unchecked")
	void explainsEveryAlert() {
		Map<String, Object> file = new Yaml().load(read("../observability/alerts.yaml"));
		List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
		List<Map<String, Object>> rules = (List<Map<String, Object>>) groups.get(0).get("rules");
		List<String> alerts = rules.stream().map((rule) -> rule.get("alert").toString()).toList();
		assertThat(this.page.lines().filter((line) -> line.startsWith("### ")).map((line) -> line.substring(4)))
			.containsExactlyElementsOf(alerts);
		assertThat(rules)
			.allSatisfy((rule) -> assertThat(((Map<String, Object>) rule.get("annotations")).get("runbook_url"))
				.isEqualTo("docs/observability.md#" + rule.get("alert").toString().toLowerCase(Locale.ROOT)));
	}

	private static String type(Meter.Type type) {
		return switch (type) {
			case TIMER -> "timer";
			case DISTRIBUTION_SUMMARY -> "summary";
			default -> "gauge";
		};
	}

	private static String names(KeyName[] names) {
		return Arrays.stream(names).map((name) -> '`' + name.asString() + '`').collect(Collectors.joining(", "));
	}

}
