package io.github.versionedschema.schema;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search path: the schemas in which the server looks up names.
 *
 * @param schemas their names without quotes, in order; {@code $user} is the schema with
 * the name of the role
 */
public record SearchPath(List<String> schemas) {

	/** The placeholder for the schema with the name of the role. */
	private static final String USER = "$user";

	private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^,\"\\s]+)");

	/**
	 * Creates a path.
	 * @param schemas their names without quotes, in order
	 */
	public SearchPath {
		schemas = List.copyOf(schemas);
	}

	/**
	 * Reads a value of the setting {@code search_path}.
	 * @param setting the setting as the server shows it
	 */
	public static SearchPath parse(String setting) {
		return new SearchPath(NAME.matcher(setting).results().map(SearchPath::name).toList());
	}

	/** The server folds unquoted names to lower case. */
	private static String name(MatchResult found) {
		String quoted = found.group(1);
		return (quoted != null) ? quoted.replace("\"\"", "\"") : found.group(2).toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns this path with the version's schema first, so that it is the current
	 * schema. The base schema keeps its position, or is added after the version's schema.
	 * @param versionSchema the version's schema
	 * @param base the base schema
	 * @param role the role of the session
	 */
	public SearchPath ofVersion(String versionSchema, String base, String role) {
		return ofBase(base, role).startingWith(List.of(versionSchema));
	}

	/**
	 * Returns this path if it contains the base schema, or else this path with the base
	 * schema first.
	 * @param base the base schema
	 * @param role the role of the session
	 */
	public SearchPath ofBase(String base, String role) {
		boolean complete = this.schemas.contains(base) || (this.schemas.contains(USER) && role.equals(base));
		return complete ? this : startingWith(List.of(base));
	}

	/**
	 * Returns this path with the given schemas first.
	 * @param first their names; other occurrences on the path are removed
	 */
	public SearchPath startingWith(List<String> first) {
		return new SearchPath(
				Stream.concat(first.stream(), this.schemas.stream().filter((schema) -> !first.contains(schema)))
					.toList());
	}

	/**
	 * Returns this path with the given schemas at the end, unless it contains them.
	 * @param last their names
	 */
	public SearchPath followedBy(List<String> last) {
		return new SearchPath(Stream.concat(this.schemas.stream(), last.stream()).distinct().toList());
	}

	/**
	 * Returns this path without the given schema.
	 * @param schema its name
	 */
	public SearchPath without(String schema) {
		return new SearchPath(this.schemas.stream().filter((other) -> !other.equals(schema)).toList());
	}

	/** Returns the path as a value of the setting: quoted names, separated by commas. */
	public String sql() {
		return this.schemas.stream().map(Identifier::quote).collect(Collectors.joining(", "));
	}

}
