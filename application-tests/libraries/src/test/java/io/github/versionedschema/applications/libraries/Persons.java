package io.github.versionedschema.applications.libraries;

import java.util.List;

/**
 * Customers, read and written through one library in the shape of one release.
 */
public interface Persons {

	/** Stores customers, and returns them with their keys, in the same order. */
	List<Person> add(List<Person> persons);

	/** Changes the names and the remark. */
	void change(Person person);

	/** Increments the number of visits. */
	void visit(long id);

	/** Returns a customer. */
	Person find(long id);

	/** Deletes a customer. */
	void remove(long id);

}
