package io.github.versionedschema.applications.libraries.driver;

import io.github.versionedschema.applications.libraries.Person;

/** An entity of one release. */
public interface StoredPerson {

	/** Returns the entity's values. */
	Person toPerson();

	/** Changes names and remark. */
	void change(Person person);

	/** Increments the number of visits. */
	void visit();

}
