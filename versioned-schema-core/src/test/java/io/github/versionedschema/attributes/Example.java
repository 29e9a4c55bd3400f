package io.github.versionedschema.attributes;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.cases.AttributePaths;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.ReshapeKeys;
import io.github.versionedschema.release.Change;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * A migration that has values of some attributes of an operation. The examples of an
 * operation are a file of the folder {@code attributes}, those of Reshape's actions are
 * in its folder {@code reshape}, with further statements of clients if all columns are
 * not enough.
 *
 * @param change the migration
 * @param attributes the paths of the attributes
 */
record Example(Change change, Set<String> attributes) {

	/** Returns all examples of operations and of Reshape's actions. */
	static List<Example> all() {
		return Stream.concat(ofOperations(), ofActions()).toList();
	}

	/** Returns all examples of operations. */
	static Stream<Example> ofOperations() {
		return CaseFile.all("attributes").flatMap((file) -> of(file, file.name(), AttributePaths::of));
	}

	/** Returns all examples of Reshape's actions. */
	static Stream<Example> ofActions() {
		return CaseFile.all("attributes/reshape")
			.flatMap((file) -> of(file, "Reshape's " + file.name(), (actions) -> ReshapeKeys
				.of(new JsonMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(actions)))));
	}

	private static Stream<Example> of(CaseFile file, String name, Function<String, Set<String>> attributes) {
		return IntStream.range(0, file.migrations().size()).mapToObj((index) -> {
			String operations = file.migrations().get(index);
			return new Example(new Change("%s %d".formatted(name, index + 1), file.text("given"), operations,
					statements(file, "older"), statements(file, "newer")), attributes.apply(operations));
		});
	}

	private static List<String> statements(CaseFile file, String key) {
		return file.needs().containsKey(key) ? file.texts(key) : List.of();
	}

	@Override
	public String toString() {
		return this.change.name();
	}

}
