package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All files that differ in one place from a file of one operation: in a key that is
 * missing or added, or in a value of another kind.
 *
 * @param original the file
 */
record ChangedFiles(JsonNode original) {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	/**
	 * Returns the files with one operation each. An operation is read without those
	 * beside it, so nothing else is learnt from changes of a file with many.
	 * @param file a file
	 */
	static Stream<ChangedFiles> ofEachOperation(JsonNode file) {
		return file.path("operations")
			.valueStream()
			.map((operation) -> ((ObjectNode) file.deepCopy()).set("operations", NODES.arrayNode().add(operation)))
			.map(ChangedFiles::new);
	}

	List<JsonNode> all() {
		List<JsonNode> changed = new ArrayList<>();
		// A change is made in place, copied, and taken back, place by place.
		visit(this.original, () -> changed.add(this.original.deepCopy()));
		return changed;
	}

	private void visit(JsonNode node, Runnable copy) {
		if (node instanceof ObjectNode object) {
			for (String key : List.copyOf(object.propertyNames())) {
				JsonNode value = object.get(key);
				replacements(value).forEach((other) -> {
					object.set(key, other);
					copy.run();
				});
				object.set(key, value);
				visit(value, copy);
			}
			without(object, copy);
			with(object, "unknown", copy);
			with(object, "description", copy);
		}
		if (node instanceof ArrayNode array) {
			for (int index = 0; index < array.size(); index++) {
				JsonNode value = array.get(index);
				int place = index;
				replacements(value).forEach((other) -> {
					array.set(place, other);
					copy.run();
				});
				array.set(index, value);
				visit(value, copy);
			}
		}
	}

	private static void without(ObjectNode object, Runnable copy) {
		ObjectNode all = object.deepCopy();
		all.propertyNames().forEach((key) -> {
			object.remove(key);
			copy.run();
			object.removeAll().setAll(all.deepCopy());
		});
	}

	private static void with(ObjectNode object, String key, Runnable copy) {
		if (!object.has(key)) {
			object.put(key, "text");
			copy.run();
			object.remove(key);
		}
	}

	private static Stream<JsonNode> replacements(JsonNode value) {
		Stream<JsonNode> ofOtherKinds = Stream.of(NODES.numberNode(1), NODES.booleanNode(true), NODES.nullNode(),
				NODES.arrayNode(), NODES.objectNode(), NODES.stringNode(" "), NODES.stringNode("text"));
		return value.isString() ? Stream.concat(ofOtherKinds, spellings(value.stringValue()).map(NODES::stringNode))
				: ofOtherKinds;
	}

	private static Stream<String> spellings(String text) {
		String mixed = text.chars()
			.mapToObj((letter) -> Character.isUpperCase(letter) ? Character.toLowerCase(letter)
					: Character.toUpperCase(letter))
			.map(Character::toString)
			.collect(Collectors.joining());
		return Stream.of(mixed, text.replace(' ', '_'), text.replace('_', ' '), " " + text);
	}

}
