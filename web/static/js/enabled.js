// Says, before anything is drawn, that scripts run; the NHS.UK styles and components ask for these classes.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('nhsuk-frontend-supported');
