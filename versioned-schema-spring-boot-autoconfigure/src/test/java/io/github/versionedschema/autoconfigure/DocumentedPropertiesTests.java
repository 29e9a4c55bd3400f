package io.github.versionedschema.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.github.versionedschema.autoconfigure.support.ConfigurationMetadata;
import io.github.versionedschema.autoconfigure.support.ConfigurationMetadata.Property;
import io.github.versionedschema.autoconfigure.support.DocumentedPage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes or checks {@code docs/properties.md}, whose tables have every property of the
 * configuration metadata in exactly one group.
 */
class DocumentedPropertiesTests {

	private static final Pattern CODE = Pattern.compile("\"([^\" ]+)\"");

	/** Each property belongs to the first group that takes it. */
	private static final Map<String, Predicate<String>> GROUPS = groups();

	private static Map<String, Predicate<String>> groups() {
		Map<String, Predicate<String>> groups = new LinkedHashMap<>();
		List<String> commands = List.of("command", "output", "force", "rows", "sql", "step", "complete-immediately",
				"complete.to", "for-schema", "baseline.version", "baseline.file");
		groups.put("commands", commands::contains);
		groups.put("expand", (name) -> name.startsWith("expand.") || name.equals("undo-failed-expand"));
		groups.put("complete", List.of("complete.keep", "complete.automatically", "verification-timeout",
				"tombstone-retention")::contains);
		groups.put("backfill", (name) -> name.startsWith("backfill."));
		groups.put("locks", (name) -> name.startsWith("lock-"));
		groups.put("connections",
				(name) -> name.startsWith("datasource.") || name.equals("pin") || name.equals("application-role"));
		groups.put("migrations",
				List.of("enabled", "schema", "schemas", "locations", "version", "lint", "show-samples")::contains);
		groups.put("endpoint", (name) -> name.startsWith("management.") || name.equals("dashboard.enabled"));
		return groups;
	}

	@Test
	void everyPropertyIsOnThePage() {
		DocumentedPage page = DocumentedPage.of("properties.md");
		List<Property> left = new ArrayList<>(ConfigurationMetadata.read().properties());
		GROUPS.forEach((group, belongs) -> {
			List<Property> properties = left.stream().filter((property) -> belongs.test(property.shortName())).toList();
			assertThat(properties).as(group).isNotEmpty();
			left.removeAll(properties);
			page.put(group, table(properties));
		});
		assertThat(left).as("Properties that belong to no group of this test").isEmpty();
		page.check();
	}

	private static String table(List<Property> properties) {
		StringBuilder table = new StringBuilder("| name | default | description |\n|---|---|---|");
		properties.forEach((property) -> table.append("\n| `%s` | %s | %s |".formatted(property.name(),
				property.defaultValue().isEmpty() ? "none" : "`" + property.defaultValue() + "`",
				sentences(property.description()))));
		return table.toString();
	}

	private static String sentences(String description) {
		String text = CODE.matcher(description).replaceAll("`$1`").replace("|", "\\|");
		return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
	}

}
