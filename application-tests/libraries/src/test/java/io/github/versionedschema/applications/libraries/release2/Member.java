package io.github.versionedschema.applications.libraries.release2;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.driver.StoredPerson;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A customer whose key is from a sequence, and that is inserted in batches. */
@Entity
@Table(name = "members")
public class Member implements StoredPerson {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	@Version
	private Integer version;

	private String firstName;

	private String lastName;

	private long visits;

	private String remark;

	@Override
	public Person toPerson() {
		return new Person((this.id != null) ? this.id : 0, this.firstName, this.lastName, this.visits, this.remark);
	}

	@Override
	public void change(Person person) {
		this.firstName = person.first();
		this.lastName = person.last();
		this.remark = person.remark();
	}

	@Override
	public void visit() {
		this.visits++;
	}

}
