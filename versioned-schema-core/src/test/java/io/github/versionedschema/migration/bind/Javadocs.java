package io.github.versionedschema.migration.bind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Javadoc of records and enums, read from their source: the only place that says what
 * the keys of a migration file mean.
 */
public final class Javadocs {

	private static final String START = "/**";

	private static final String END = "*/";

	/**
	 * Returns the description of a record or an enum.
	 * @param type its class
	 * @return the text before the first tag
	 */
	public Optional<String> type(Class<?> type) {
		return comment(type).map((comment) -> comment.split(" @", 2)[0]).flatMap(Javadocs::sentences);
	}

	/**
	 * Returns the description of a component of a record.
	 * @param type the record's class
	 * @param name the component's name
	 * @return the text of its {@code @param}
	 */
	public Optional<String> component(Class<?> type, String name) {
		Pattern tag = Pattern.compile(" @param " + name + " (.*?)(?= @\\w+ |$)");
		return comment(type).map(tag::matcher)
			.filter(Matcher::find)
			.map((match) -> match.group(1))
			.flatMap(Javadocs::sentences);
	}

	/**
	 * Returns the description of a constant of an enum.
	 * @param constant the constant
	 * @return its text
	 */
	public Optional<String> constant(Enum<?> constant) {
		return before(constant.getDeclaringClass(), "(?m)^\\s*" + constant.name() + "\\b(?=\\s*[,;(}]|\\s*$)")
			.flatMap(Javadocs::sentences);
	}

	private static Optional<String> comment(Class<?> type) {
		return before(type, "\\b(?:record|enum)\\s+" + type.getSimpleName() + "\\b");
	}

	/** Returns the comment of the first declaration that matches. */
	private static Optional<String> before(Class<?> type, String declaration) {
		String source = source(type);
		Matcher match = Pattern.compile(declaration).matcher(source);
		if (!match.find()) {
			return Optional.empty();
		}
		int start = source.lastIndexOf(START, match.start());
		int end = source.indexOf(END, start);
		boolean itsOwn = start >= 0 && end < match.start()
				&& source.substring(end + END.length(), match.start()).matches("[\\w\\s@().\",]*");
		return itsOwn ? Optional.of(plain(source.substring(start + START.length(), end))) : Optional.empty();
	}

	private static String source(Class<?> type) {
		String file = type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
		return Stream.of("main", "test")
			.map((sources) -> Path.of("src", sources, "java", file))
			.filter(Files::exists)
			.findFirst()
			.map(Javadocs::read)
			.orElseThrow();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String plain(String comment) {
		return comment.replaceAll("(?m)^\\s*\\*", "")
			.replaceAll("\\s+", " ")
			.replaceAll("\\{@\\w+ ([^}]*)}", "$1")
			.stripTrailing();
	}

	private static Optional<String> sentences(String text) {
		String stripped = text.strip();
		if (stripped.isEmpty()) {
			return Optional.empty();
		}
		String end = stripped.endsWith(".") ? "" : ".";
		return Optional.of(stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1) + end);
	}

}
