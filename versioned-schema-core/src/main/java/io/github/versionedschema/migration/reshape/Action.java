package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;

/**
 * An action of a file. Implementations are records whose components are Reshape's keys.
 */
interface Action {

	/**
	 * Adds the operations that do the same.
	 * @param to collects the operations, and what cannot be translated
	 */
	void translate(Translation to);

}
