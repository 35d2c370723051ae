class Logged:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        print("get", self.name, instance is not None, owner and owner.__name__)
        return 42

    def __set__(self, instance, value):
        print("set", self.name, value)

    def __delete__(self, instance):
        print("delete", self.name)


class Holder:
    field = Logged()
    other = Logged()


holder = Holder()
holder.field = 1
print(holder.field, Holder.field, getattr(holder, "other"))
del holder.field
holder.__dict__["field"] = "shadow"
print(holder.field, holder.__dict__)
Holder.field = "replaced"
print(holder.field, Holder.field)
Holder.late = Logged()
try:
    holder.late
except AttributeError as error:
    print(error)
