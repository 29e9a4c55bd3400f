package io.github.versionedschema.migration;

import io.github.versionedschema.migration.bind.Javadocs;
import io.github.versionedschema.migration.bind.ShapeSchemas;
import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.migration.lint.Acknowledgement;
import io.github.versionedschema.migration.lint.LintRule;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of migration files, from the records that they are bound to.
 */
final class MigrationSchema {

	private static final String DESCRIPTION = "description";

	private final ShapeSchemas shapes = new ShapeSchemas();

	private final Javadocs javadocs = new Javadocs();

	private final OperationTypes types;

	MigrationSchema(OperationTypes types) {
		this.types = types;
	}

	ObjectNode schema() {
		ObjectNode schema = object().put("$schema", "https://json-schema.org/draft/2020-12/schema")
			.put("title", "Migration")
			.setAll(this.shapes.record(NativeDialect.File.class));
		schema.withObject("properties")
			.withObject("operations")
			.put("type", "array")
			.put("maxItems", MigrationFileReader.MOST_OPERATIONS)
			.set("items", this.shapes.define("operation", Operation.class, this::operation));
		ObjectNode definitions = schema.putObject("$defs");
		this.shapes.definitions().forEach(definitions::set);
		return schema;
	}

	private ObjectNode operation() {
		ObjectNode operation = object().put("type", "object");
		ObjectNode properties = operation.putObject("properties");
		this.types.byKey()
			.forEach((key, type) -> properties.set(key, this.shapes.define(key, type, () -> operation(type))));
		return operation.put("minProperties", 1).put("maxProperties", 1).put("additionalProperties", false);
	}

	private ObjectNode operation(Class<? extends Operation> type) {
		ObjectNode schema = this.shapes.record(type);
		ObjectNode properties = schema.withObject("properties");
		if (!properties.has(DESCRIPTION)) {
			ObjectNode description = properties.putObject(DESCRIPTION);
			this.javadocs.component(SourcedOperation.class, DESCRIPTION)
				.ifPresent((text) -> description.put(DESCRIPTION, text));
			description.put("type", "string");
		}
		acknowledgement(properties, schema);
		hint(properties, "lock_timeout", "lockTimeoutMillis");
		hint(properties, "batch", "batchMillis");
		return schema;
	}

	private void hint(ObjectNode properties, String key, String component) {
		ObjectNode hint = properties.putObject(key);
		this.javadocs.component(Hints.class, component).ifPresent((text) -> hint.put(DESCRIPTION, text));
		hint.put("type", "string").put("pattern", HintReader.DURATION.pattern());
	}

	private void acknowledgement(ObjectNode properties, ObjectNode schema) {
		ObjectNode rules = described(properties, "acknowledge").put("type", "array").put("minItems", 1);
		rules.put("uniqueItems", true).set("items", this.shapes.define("rule", LintRule.class, MigrationSchema::rule));
		described(properties, "reason").put("type", "string").put("pattern", "\\S");
		ObjectNode together = schema.putObject("dependentRequired");
		together.putArray("acknowledge").add("reason");
		together.putArray("reason").add("acknowledge");
	}

	private static ObjectNode rule() {
		ObjectNode rule = object();
		ArrayNode names = rule.putArray("enum");
		LintRule.keys().forEach(names::add);
		return rule;
	}

	private ObjectNode described(ObjectNode properties, String key) {
		ObjectNode schema = properties.putObject(key);
		this.javadocs.component(Acknowledgement.class, key).ifPresent((text) -> schema.put(DESCRIPTION, text));
		return schema;
	}

	/** Returns the schema as the text of its file. */
	String text() {
		DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
				Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
			.withObjectIndenter(new DefaultIndenter("  ", "\n"));
		return JsonMapper.builder()
			.defaultPrettyPrinter(printer)
			.build()
			.writerWithDefaultPrettyPrinter()
			.writeValueAsString(schema()) + "\n";
	}

	private static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

}
