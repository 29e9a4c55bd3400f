package io.github.versionedschema.autoconfigure.neighbour;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity for a table that exists before the application starts.
 */
@Entity
@Table(name = "made_before")
class MadeBefore {

	@Id
	Long id;

}
