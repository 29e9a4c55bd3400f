package io.github.versionedschema.migration.model;

import java.util.List;

/**
 * A type of object that decides which keys the object can have.
 */
public interface ObjectType {

	/**
	 * Returns the keys of an object of this type, besides those that do not depend on the
	 * type.
	 * @return the keys
	 */
	List<String> keys();

}
