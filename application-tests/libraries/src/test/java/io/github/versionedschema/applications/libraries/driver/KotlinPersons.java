package io.github.versionedschema.applications.libraries.driver;

import java.util.List;

import io.github.versionedschema.applications.kotlin.CustomerBook;
import io.github.versionedschema.applications.kotlin.Entry;
import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;

/** Customers through the application in Kotlin. */
public record KotlinPersons(CustomerBook book) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		return persons.stream().map((person) -> person(this.book.add(entry(person)))).toList();
	}

	@Override
	public void change(Person person) {
		this.book.change(entry(person));
	}

	@Override
	public void visit(long id) {
		this.book.visit(id);
	}

	@Override
	public Person find(long id) {
		return person(this.book.find(id));
	}

	@Override
	public void remove(long id) {
		this.book.remove(id);
	}

	private static Entry entry(Person person) {
		return new Entry(person.id(), person.first(), person.last(), person.visits(), person.remark());
	}

	private static Person person(Entry entry) {
		return new Person(entry.getId(), entry.getFirst(), entry.getLast(), entry.getVisits(), entry.getRemark());
	}

}
