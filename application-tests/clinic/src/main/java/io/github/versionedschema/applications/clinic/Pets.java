package io.github.versionedschema.applications.clinic;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of pets.
 */
interface Pets extends JpaRepository<Pet, Integer> {

}
