package io.github.versionedschema.applications.clinic;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All owners.
 */
interface Owners extends JpaRepository<Owner, Integer> {

	/** Returns how many have a name. */
	long countByLastName(String lastName);

}
