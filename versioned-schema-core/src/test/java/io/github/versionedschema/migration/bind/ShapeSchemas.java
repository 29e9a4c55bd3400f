package io.github.versionedschema.migration.bind;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.github.versionedschema.migration.bind.RecordShape.Component;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON schemas of the shapes that files are checked for. An optional key may not be null:
 * a schema cannot distinguish an explicit null, which equals an absent key, from a key
 * without a value, which is refused.
 */
public final class ShapeSchemas {

	private static final Position START = new Position(1, 1);

	private static final String NOT_BLANK = "\\S";

	private final RecordBinder binder = new RecordBinder();

	private final Javadocs javadocs = new Javadocs();

	private final Map<String, Class<?>> owners = new HashMap<>();

	private final Map<String, ObjectNode> definitions = new TreeMap<>();

	/** Returns all definitions to which the schemas refer, by name. */
	public Map<String, ObjectNode> definitions() {
		return this.definitions;
	}

	/**
	 * Adds a definition, unless it is there already.
	 * @param name its name
	 * @param type the class that it describes
	 * @param definition the definition
	 * @return a reference to it
	 */
	public ObjectNode define(String name, Class<?> type, Supplier<ObjectNode> definition) {
		Class<?> owner = this.owners.putIfAbsent(name, type);
		if (owner == null) {
			this.definitions.put(name, definition.get());
		}
		else if (owner != type) {
			throw new IllegalStateException("%s and %s have the same name".formatted(owner, type));
		}
		return object().put("$ref", "#/$defs/" + name);
	}

	/**
	 * Returns the schema of a record.
	 * @param type its class
	 * @return the schema
	 */
	public ObjectNode record(Class<?> type) {
		RecordShape shape = this.binder.shape(type);
		ObjectNode schema = described(this.javadocs.type(type), object().put("type", "object"));
		ObjectNode properties = schema.putObject("properties");
		List<Component> components = shape.components();
		for (int index = 0; index < components.size(); index++) {
			Component component = components.get(index);
			RecordComponent declared = type.getRecordComponents()[index];
			ObjectNode property = described(this.javadocs.component(type, declared.getName()),
					schema(component.shape()));
			defaultValue(shape, component, declared).ifPresent((value) -> property.set("default", value));
			properties.set(component.key(), property);
		}
		List<String> required = components.stream().filter(Component::required).map(Component::key).toList();
		if (!required.isEmpty()) {
			ArrayNode keys = schema.putArray("required");
			required.forEach(keys::add);
		}
		return schema.put("additionalProperties", false);
	}

	private ObjectNode schema(Shape shape) {
		if (shape instanceof RecordShape record) {
			return define(name(record.type()), record.type(), () -> record(record.type()));
		}
		if (shape instanceof Shape.Choice choice) {
			return define(name(choice.type()), choice.type(), () -> choice(choice.type()));
		}
		if (shape instanceof Shape.Text text) {
			return text.mayBeBlank() ? object().put("type", "string") : text();
		}
		if (shape instanceof Shape.Changing changing) {
			ObjectNode schema = schema(changing.text());
			schema.putArray("type").add("string").add("null");
			return schema;
		}
		if (shape instanceof ComputedValueShape computed) {
			return object().set("anyOf", array(schema(computed.text()), computedValue(computed.object())));
		}
		if (shape instanceof Shape.Flag) {
			return object().put("type", "boolean");
		}
		if (shape instanceof Shape.Listing listing) {
			return object().put("type", "array").set("items", schema(listing.item().get()));
		}
		if (shape instanceof Shape.Mapping mapping) {
			return object().put("type", "object").set("additionalProperties", schema(mapping.value().get()));
		}
		return (shape instanceof IndexFieldsShape fields) ? indexFields(fields) : object();
	}

	/** Neither of two keys is allowed without the other. */
	private ObjectNode computedValue(RecordShape shape) {
		return define(name(shape.type()), shape.type(), () -> {
			ObjectNode schema = record(shape.type());
			ObjectNode dependent = schema.putObject("dependentRequired");
			dependent.putArray("table").add("where");
			dependent.putArray("where").add("table");
			return schema;
		});
	}

	private ObjectNode choice(Class<? extends Enum<?>> type) {
		EnumSpellings spellings = new EnumSpellings(List.of(type.getEnumConstants()));
		String meanings = spellings.meanings(this.javadocs);
		ObjectNode schema = described(
				this.javadocs.type(type).map((text) -> meanings.isEmpty() ? text : text + "\n" + meanings),
				object().put("type", "string"));
		ArrayNode common = schema.putArray("anyOf").addObject().putArray("enum");
		spellings.common().forEach(common::add);
		schema.withArray("anyOf").addObject().put("pattern", spellings.pattern());
		return schema;
	}

	private ObjectNode indexFields(IndexFieldsShape shape) {
		RecordShape field = (RecordShape) ((Shape.Listing) shape.list()).item().get();
		ObjectNode list = object().put("type", "array")
			.set("items", object().set("anyOf", array(text(), columnOrExpression(field))))
			.put("minItems", 1);
		ObjectNode options = define(name(field.type()) + "_options", field.type(), () -> options(field.type()));
		ObjectNode map = object().put("type", "object")
			.set("propertyNames", object().put("pattern", NOT_BLANK))
			.set("additionalProperties", object().set("anyOf", array(options, object().put("type", "null"))))
			.put("minProperties", 1);
		return object().set("anyOf", array(list, map));
	}

	private ObjectNode columnOrExpression(RecordShape field) {
		ObjectNode schema = object().set("allOf", array(schema(field)));
		ArrayNode either = schema.putArray("oneOf");
		either.addObject().putArray("required").add("column");
		either.addObject().putArray("required").add("expression");
		return schema;
	}

	/** Returns the schema of a field whose name is its key in a map. */
	private ObjectNode options(Class<?> field) {
		ObjectNode schema = record(field);
		schema.withObject("properties").remove(List.of("column", "expression"));
		schema.remove("required");
		return schema;
	}

	private Optional<JsonNode> defaultValue(RecordShape shape, Component component, RecordComponent declared) {
		boolean mayHaveOne = component.shape() instanceof Shape.Flag || component.shape() instanceof Shape.Choice;
		if (component.required() || !mayHaveOne) {
			return Optional.empty();
		}
		ReflectionUtils.makeAccessible(declared.getAccessor());
		Object value = ReflectionUtils.invokeMethod(declared.getAccessor(), withRequiredKeysOnly(shape));
		return Optional.ofNullable(value)
			.map((given) -> (given instanceof Enum<?> constant)
					? JsonNodeFactory.instance.stringNode(EnumReader.name(constant))
					: JsonNodeFactory.instance.booleanNode((Boolean) given));
	}

	private Object withRequiredKeysOnly(RecordShape shape) {
		List<Field> fields = shape.components()
			.stream()
			.filter(Component::required)
			.map((component) -> new Field(component.key(), START, example(component.shape())))
			.toList();
		FileProblems problems = new FileProblems("example", null, new ArrayList<>());
		Object record = this.binder.bind(new Fields(START, fields), shape.type(), problems);
		if (record == null) {
			throw new IllegalStateException("%s: %s".formatted(shape.type(), problems.found()));
		}
		return record;
	}

	private static Content example(Shape shape) {
		if (shape instanceof Shape.Listing || shape instanceof IndexFieldsShape) {
			return new Items(START, List.of());
		}
		String text = (shape instanceof Shape.Choice choice) ? choice.type().getEnumConstants()[0].name() : "x";
		return new Scalar(START, Kind.TEXT, text);
	}

	/** Returns the schema behind its description, or unchanged if there is none. */
	private static ObjectNode described(Optional<String> description, ObjectNode schema) {
		return description.map((text) -> object().put("description", text).setAll(schema)).orElse(schema);
	}

	private static ObjectNode text() {
		return object().put("type", "string").put("pattern", NOT_BLANK);
	}

	private static ArrayNode array(JsonNode... items) {
		return JsonNodeFactory.instance.arrayNode().addAll(List.of(items));
	}

	private static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

	private static String name(Class<?> type) {
		return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

}
