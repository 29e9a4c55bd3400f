package io.github.versionedschema.applications.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Owner of pets. The columns depend on the release.
 */
@Entity
@Table(name = "owners")
class Owner {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Integer id;

	private @Nullable String firstName;

	private @Nullable String lastName;

	private @Nullable String telephone;

	protected Owner() {
	}

	Owner(String firstName, String lastName, String telephone) {
		this.firstName = firstName;
		this.lastName = lastName;
		this.telephone = telephone;
	}

	@Nullable Integer id() {
		return this.id;
	}

	@Nullable String telephone() {
		return this.telephone;
	}

	void call(String telephone) {
		this.telephone = telephone;
	}

}
