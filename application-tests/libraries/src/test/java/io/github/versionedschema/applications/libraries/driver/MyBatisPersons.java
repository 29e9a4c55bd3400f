package io.github.versionedschema.applications.libraries.driver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;

/** Customers through a mapper of MyBatis. */
public record MyBatisPersons(Mapper mapper, Shape shape) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		return persons.stream().map((person) -> {
			Map<String, Object> row = new HashMap<>(this.shape.values(person));
			this.mapper.insert(row);
			return person.withId((Long) row.get("id"));
		}).toList();
	}

	@Override
	public void change(Person person) {
		this.mapper.update(this.shape.withKey(person));
	}

	@Override
	public void visit(long id) {
		this.mapper.visit(id);
	}

	@Override
	public Person find(long id) {
		return this.shape.person(this.mapper.find(id));
	}

	@Override
	public void remove(long id) {
		this.mapper.remove(id);
	}

	/** Statements of a release's mapper. */
	public interface Mapper {

		int insert(Map<String, Object> row);

		int update(Map<String, Object> row);

		int visit(long id);

		Map<String, Object> find(long id);

		int remove(long id);

	}

}
