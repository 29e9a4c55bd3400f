package io.github.versionedschema.applications.datajdbc;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Customer of the application.
 *
 * @param id the key
 * @param firstName the first name
 * @param lastName the last name
 */
@Table("customers")
record Customer(@Id int id, String firstName, String lastName) {
}
