package io.github.versionedschema.applications.clinic;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of owners.
 */
interface Owners extends JpaRepository<Owner, Integer> {

	/** Returns the number of owners with a last name. */
	long countByLastName(String lastName);

}
