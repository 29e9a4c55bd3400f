package io.github.versionedschema.migration.bind;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The spellings of an enum's constants that {@link EnumReader} accepts.
 *
 * @param constants the constants
 */
record EnumSpellings(List<? extends Enum<?>> constants) {

	/** Returns the spellings to suggest: all in upper case or all in lower case. */
	List<String> common() {
		Stream<UnaryOperator<String>> forms = Stream.of((name) -> name, (name) -> name.toLowerCase(Locale.ROOT));
		return forms
			.flatMap((form) -> Stream
				.concat(this.constants.stream().map(EnumReader::name), this.constants.stream().map(Enum::name))
				.map(form))
			.distinct()
			.toList();
	}

	/** Returns a regular expression for all spellings. */
	String pattern() {
		return this.constants.stream()
			.map((constant) -> constant.name().chars().mapToObj(EnumSpellings::inAnyCase).collect(Collectors.joining()))
			.collect(Collectors.joining("|", "^\\s*(", ")\\s*$"));
	}

	private static String inAnyCase(int letter) {
		return (letter == '_') ? "[ _]" : "[%c%c]".formatted(letter, Character.toLowerCase(letter));
	}

	/** Returns what each constant means, one in each line. */
	String meanings(Javadocs javadocs) {
		return this.constants.stream()
			.map((constant) -> javadocs.constant(constant).map((text) -> EnumReader.name(constant) + ": " + text))
			.flatMap(Optional::stream)
			.collect(Collectors.joining("\n"));
	}

}
