package io.github.versionedschema.autoconfigure;

import java.util.List;

/**
 * Adds schemas to the {@code search_path} of a pinned DataSource's connections. They are
 * appended after the version schema and the base schema, in the order of the customizers.
 */
@FunctionalInterface
public interface SearchPathCustomizer {

	/**
	 * Returns further schemas.
	 * @param dataSource name of the DataSource's bean
	 * @return names of schemas, unquoted
	 */
	List<String> furtherSchemas(String dataSource);

}
