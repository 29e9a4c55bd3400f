package io.github.versionedschema.applications.libraries.release1;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.driver.StoredPerson;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A customer whose key is an identity column. */
@Entity
@Table(name = "customers")
public class Customer implements StoredPerson {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@Version
	private Integer version;

	private String fullName;

	private int visits;

	private String note;

	@Override
	public Person toPerson() {
		return Person.of((this.id != null) ? this.id : 0, this.fullName, this.visits, this.note);
	}

	@Override
	public void change(Person person) {
		this.fullName = person.fullName();
		this.note = person.note();
	}

	@Override
	public void visit() {
		this.visits++;
	}

}
