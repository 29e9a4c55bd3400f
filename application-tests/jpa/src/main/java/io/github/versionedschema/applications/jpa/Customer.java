package io.github.versionedschema.applications.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Customer of the application.
 */
@Entity
@Table(name = "customers")
class Customer {

	@Id
	private int id;

	private @Nullable String firstName;

	private @Nullable String lastName;

	int id() {
		return this.id;
	}

	@Nullable String firstName() {
		return this.firstName;
	}

	@Nullable String lastName() {
		return this.lastName;
	}

}
