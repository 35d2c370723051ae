class A:
	def method(self):
		if True:
			return self.missing.attribute


A().method()
