class Button:
    def __init__(self):
        self.click = "click"


button = Button()
(button
    .click
    ("left"))
