package io.github.versionedschema.applications.kotlin.release2

import io.github.versionedschema.applications.kotlin.CustomerBook
import io.github.versionedschema.applications.kotlin.Entry
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.data.annotation.Id
import org.springframework.data.jdbc.repository.query.Modifying
import org.springframework.data.jdbc.repository.query.Query
import org.springframework.data.relational.core.mapping.Table
import org.springframework.data.repository.CrudRepository
import org.springframework.data.repository.findByIdOrNull
import org.springframework.stereotype.Component

/** Release 2: two names, more visits, and a remark. */
@SpringBootApplication
class KotlinRelease2

fun main(args: Array<String>) {
    runApplication<KotlinRelease2>(*args)
}

@Table("customers")
data class Customer(
    @Id val id: Long? = null,
    val firstName: String,
    val lastName: String,
    val visits: Long = 0,
    val remark: String = "",
)

interface Customers : CrudRepository<Customer, Long> {

    @Modifying
    @Query("update customers set visits = visits + 1 where id = :id")
    fun visit(id: Long)
}

@Component
class Release2Book(private val customers: Customers) : CustomerBook {

    override fun add(entry: Entry) = customers.save(
        Customer(firstName = entry.first, lastName = entry.last, remark = entry.remark),
    ).toEntry()

    override fun change(entry: Entry) {
        val customer = customers.findByIdOrNull(entry.id)!!
        customers.save(customer.copy(firstName = entry.first, lastName = entry.last, remark = entry.remark))
    }

    override fun visit(id: Long) = customers.visit(id)

    override fun find(id: Long) = customers.findByIdOrNull(id)!!.toEntry()

    override fun remove(id: Long) = customers.deleteById(id)

    private fun Customer.toEntry() = Entry(id!!, firstName, lastName, visits, remark)
}
